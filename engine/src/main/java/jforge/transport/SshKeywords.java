package jforge.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the keywords of a configuration mean to us: obeyed, without a meaning here, or missed. */
final class SshKeywords {
    /** Without which a host may not be reached, or another one is; and the values that ask for nothing. */
    private static final Map<String, Set<String>> MISSED = Map.of(
            "addressfamily", Set.of("any"),
            "bindaddress", Set.of(),
            "bindinterface", Set.of(),
            "canonicalizehostname", Set.of("no"),
            "proxyusefdpass", Set.of("no"),
            "pkcs11provider", Set.of("none"),
            "knownhostscommand", Set.of("none"));

    private static final Set<String> KNOWN = Set.of(("""
            addkeystoagent batchmode canonicaldomains canonicalizefallbacklocal canonicalizemaxdots canonicalizepermittedcnames
            casignaturealgorithms certificatefile channeltimeout checkhostip cipher ciphers clearallforwardings compression
            compressionlevel connectionattempts connecttimeout controlmaster controlpath controlpersist dsaauthentication
            dynamicforward enableescapecommandline enablesshkeysign escapechar exitonforwardfailure fingerprinthash
            forkafterauthentication forwardagent forwardx11 forwardx11timeout forwardx11trusted gatewayports
            globalknownhostsfile gssapiauthentication gssapiclientidentity gssapidelegatecredentials gssapikeyexchange
            gssapirenewalforcesrekey gssapiserveridentity gssapitrustdns gssapikexalgorithms hashknownhosts
            hostbasedacceptedalgorithms hostbasedauthentication hostbasedkeytypes hostkeyalgorithms hostkeyalias hostname
            identitiesonly identityagent identityfile ignoreunknown ipqos kbdinteractiveauthentication
            kbdinteractivedevices keepalive kexalgorithms localcommand localforward loglevel logverbose macs
            nohostauthenticationforlocalhost numberofpasswordprompts obscurekeystroketiming passwordauthentication
            permitlocalcommand permitremoteopen port preferredauthentications protocol proxycommand proxyjump
            pubkeyacceptedalgorithms pubkeyauthentication refuseconnection rekeylimit remotecommand remoteforward
            requesttty requiredrsasize revokedhostkeys rhostsrsaauthentication rsaauthentication securitykeyprovider
            sendenv serveralivecountmax serveraliveinterval sessiontype setenv smartcarddevice stdinnull streamlocalbindmask
            streamlocalbindunlink stricthostkeychecking syslogfacility tag tcpkeepalive tunnel tunneldevice
            updatehostkeys useblacklistedkeys usekeychain useprivilegedport user userknownhostsfile verifyhostkeydns
            versionaddendum visualhostkey warnweakcrypto xauthlocation""").split("\\s+"));

    private final Map<String, SshConfigFile.Setting> settings;

    SshKeywords(Map<String, SshConfigFile.Setting> settings) {
        this.settings = settings;
    }

    /** One for each that is missed, with the place where it stands. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        SshConfigFile.Setting ignored = settings.get("ignoreunknown");
        List<String> ignore = ignored == null
                ? List.of()
                : List.of(String.join(",", ignored.values()).split(","));
        settings.forEach((key, setting) -> {
            Set<String> nothing = MISSED.get(key);
            if (nothing != null && !nothing.contains(setting.values().get(0))) {
                warnings.add(
                        setting.place() + ": " + key + " is not supported: the host may not be reached as ssh does");
            } else if (nothing == null && !KNOWN.contains(key) && !Glob.list(ignore, key)) {
                warnings.add(setting.place() + ": " + key + " is no keyword of ssh that is known here: left out");
            }
        });
        return warnings;
    }
}
