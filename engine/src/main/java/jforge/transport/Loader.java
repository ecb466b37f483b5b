package jforge.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The program that stands in the command of the channel, and what it reads from standard input.
 *
 * <p>{@code sh} reads ahead when its script comes on standard input, so the program stands in an argument and takes exact
 * lengths: first a line with the token, then items. An item is {@code SIZE\n}, so many bytes, {@code TOKEN\n}; the last
 * line proves that the item arrived whole, so a script cut short is never run and a payload cut short fails. A payload
 * is any number of items, then the line {@code 0}.
 *
 * <p>The login shell parses the command first, be it csh or fish, so the text is one line within single quotes and holds
 * no single quote, no {@code !} and no backslash but that of {@code \n}.
 */
final class Loader {
    /**
     * The first frame says that it is this that runs, and nothing else that the login starts. A shell that the environment
     * tells to trace would print secrets.
     *
     * <p>Frames go to descriptor 1, but for {@code pull}'s, whose output is the payload: 8 is a copy of 1, and 9 of standard
     * input, which is /dev/null for scripts. After a write that failed (a full disk) {@code pull} reads on to the end of the
     * item and throws the rest away, so that the next item is found.
     */
    static final String PROGRAM = """
            IFS= read -r T || exit 90;
            set +xv; printf "\\n%s h 0\\n" "$T" || exit 94;
            LC_ALL=C; PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; export LC_ALL PATH;
            umask 022; cd /; LOGIN=-; STATE=/var/lib/jforge;
            [ "$(id -u)" = 0 ] || STATE=${XDG_STATE_HOME:-$HOME/.local/state}/jforge;
            begin() { printf "\\n%s b %s\\n" "$T" "$1" || exit 94; };
            end() { printf "\\n%s e %s\\n" "$T" "$1" || exit 94; };
            take() {
            [ "$1" -lt 65536 ] || dd bs=65536 count=$(($1 / 65536)) iflag=fullblock status=none <&9 || return;
            [ $(($1 % 65536)) = 0 ] || dd bs=$(($1 % 65536)) count=1 iflag=fullblock status=none <&9; };
            pull() { printf "\\n%s p %s\\n" "$T" "$1" >&8 || return 93; _r=0;
            while IFS= read -r _n <&9; do
            case $_n in 0) return $_r ;; [1-9]*) ;; *) return 93 ;; esac;
            if [ $_r = 0 ]; then take "$_n" || _r=1; else take "$_n" >/dev/null; fi;
            while IFS= read -r _n <&9; do case $_n in *"$T") break ;; esac; _r=1; done;
            done; return 92; };
            exec 9<&0 8>&1 </dev/null;
            while IFS= read -r _n <&9; do _s=$(take "$_n");
            IFS= read -r _n <&9; [ "$_n" = "$T" ] || exit 91;
            eval "$_s"; printf "\\n%s x %s\\n" "$T" "$?" || exit 94; done
            """;

    private Loader() {}

    /** The command that starts the loader as the login user. */
    static String command() {
        return "sh -c '" + oneLine() + "'";
    }

    /** The command that starts it as root by a sudo that must not ask; in English, so that its refusals can be read. */
    static String sudo() {
        return "env LC_ALL=C sudo -n -- " + command();
    }

    /**
     * The command that starts it as root by a sudo that may ask for a password: either {@code prompt} comes on standard
     * error, or the line {@link #ready} on standard output.
     *
     * @param nonce letters and digits; not the token, since other users of the host can read the command
     */
    static String sudo(String nonce) {
        return "env LC_ALL=C sudo -S -p " + prompt(nonce) + " -- sh -c 'printf \"\\n" + nonce + " r\\n\"; " + oneLine()
                + "'";
    }

    static String prompt(String nonce) {
        return "jforge-" + nonce + ":";
    }

    /** The frame, of {@code nonce} as the token, that says that the loader runs. */
    static String ready(String nonce) {
        return "\n" + nonce + " r\n";
    }

    static void writeItem(OutputStream out, byte[] bytes, String token) throws IOException {
        out.write(ascii(bytes.length + "\n"));
        out.write(bytes);
        out.write(ascii(token + "\n"));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String oneLine() {
        return PROGRAM.lines().collect(Collectors.joining(" "));
    }
}
