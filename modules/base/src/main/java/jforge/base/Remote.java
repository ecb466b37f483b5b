package jforge.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.plan.Value;
import jforge.resource.Edge;
import jforge.resource.Fields;
import jforge.resource.Identity;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;

/**
 * What a host fetches by itself.
 *
 * @param headers what curl reads as its configuration; may be secret
 * @param forwards whether the headers may go along where the server sends us on to
 * @param megabytes at most so many MiB
 * @param seconds at most so long
 */
record Remote(
        String url, Checksum checksum, Optional<Value.Text> headers, boolean forwards, long megabytes, long seconds) {
    private static final long MOST_MEGABYTES = 1 << 20;
    /** A script that prints nothing for half an hour counts as lost. */
    private static final long MOST_SECONDS = 1500;
    /** curl takes these away itself where it is sent on to another host. */
    private static final Set<String> TAKEN_AWAY = Set.of("authorization", "cookie");

    static Schema.Builder attributes(Schema.Builder schema) {
        return schema.optional(
                        "headers",
                        Kind.SENSITIVE_TEXT,
                        "What is sent along, a line each: \"Authorization: Bearer ...\". Needs curl on the host, since"
                                + " wget takes it only as an argument, which every user of the host can read. Redirects"
                                + " are followed only if it is Authorization or Cookie, which don't go to another host.")
                .optional("max-size", Kind.NUMBER, "More than so many MiB are not taken. Default: 1024.")
                .optional(
                        "timeout", Kind.NUMBER, "It takes no longer than so many seconds, at most 1500. Default: 600.");
    }

    /** @throws jforge.source.InventoryException if it can't be fetched, or not without harm */
    static Remote parse(Fields fields, String attribute) {
        String url = fields.text(attribute);
        URI uri = uri(fields, attribute, url);
        List<Value.Span> headers = new ArrayList<>();
        boolean forwards = true;
        Optional<Value.Text> text = fields.sensitive("headers");
        if (text.isPresent()) {
            if (text.get().isSecret() && "http".equalsIgnoreCase(uri.getScheme())) {
                throw fields.fault("headers", "over http everybody on the way can read the secret; use https");
            }
            forwards = CurlHeaders.read(fields, text.get(), headers).stream().allMatch(TAKEN_AWAY::contains);
        }
        return new Remote(
                url,
                Checksum.parse(fields, "checksum"),
                text.map(t -> new Value.Text(headers)),
                forwards,
                bounded(fields, "max-size", 1024, MOST_MEGABYTES),
                bounded(fields, "timeout", 600, MOST_SECONDS));
    }

    private static long bounded(Fields fields, String name, long otherwise, long most) {
        long number = fields.number(name).orElse(otherwise);
        if (number < 1 || number > most) {
            throw fields.fault(name, name + " is from 1 to " + most + ", not " + number);
        }
        return number;
    }

    private static URI uri(Fields fields, String attribute, String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw fields.fault(
                    attribute, "that is no URL: " + e.getReason() + "; write a space as %20, and the like for others");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null || url.matches("(?i)https?://[^/?#]*@.*")) {
            throw fields.fault(
                    attribute,
                    "a URL must hold no user or password, since it is shown and logged; give headers: \"Authorization:"
                            + " Basic ${secrets.name}\", where the secret is the base64 of user:password");
        }
        if (scheme.equals("file")) {
            throw fields.fault(
                    attribute, "a file of the host is not fetched; for a file beside the inventory there is source");
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw fields.fault(attribute, "a URL begins with https:// or http:// here");
        }
        if (uri.getHost() == null || !url.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw fields.fault(attribute, "that is no URL: it needs a host, and other letters than ASCII as %XX");
        }
        return uri;
    }

    /** Whatever brings a program to fetch with, and what it trusts, comes first. */
    static List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        Fetcher.PACKAGES.forEach(
                name -> edges.add(new Edge.ShapedBy(new Identity("package", name), Edge.When.MADE_OR_REMOVED)));
        return edges;
    }

    /**
     * Why the host can't fetch it.
     *
     * @return a sentence; empty where it can
     */
    Optional<String> obstacle(Fetcher.Program program) {
        if (program == Fetcher.Program.NONE) {
            return Optional.of("the host has neither curl nor wget: declare the package curl, or copy a file that is"
                    + " beside the inventory by source");
        }
        return headers.isPresent() && program != Fetcher.Program.CURL
                ? Optional.of("headers need curl, and the host has only wget, which shows them to every user of the"
                        + " host: declare the package curl")
                : Optional.empty();
    }

    List<Payload> payloads() {
        return headers.<List<Payload>>map(text -> List.of(new Payload.Inline("headers", text)))
                .orElse(List.of());
    }

    /** Shell that defines {@code fetch FILE}: makes the file, which must not be there, and fails with a reason. */
    String function() {
        String redirects = forwards ? "-L --max-redirs 5 --proto-redir =http,https" : "-L --max-redirs 0";
        String curl = "curl -q -sS -f -g " + redirects + " --proto =http,https --connect-timeout 20"
                + " --speed-limit 1 --speed-time 60";
        return """
                fetch() {
                  %sset --
                  ! command -v timeout >/dev/null || set -- timeout %d
                  # what it printed goes to standard error, its status comes back by 3
                  s=$( { {
                    s=0
                    case $w in
                    %s
                    none) printf 'there is neither curl nor wget\\n' >&2; (exit 127) ;;
                    esac || s=$?
                    printf %%s "$s" >&3
                  } | head -c %d >"$n"; } 3>&1 ) || return 1
                  z=$(stat -c %%s "$n") || return 1
                  if [ "$z" -gt %d ]; then
                    printf '%%s has more than %d MiB: raise max-size, if that is right\\n' %s >&2
                    return 1
                  fi
                  if [ "$s" != 0 ]; then
                    printf '%%s could not be fetched: %%s ended with status %%s\\n' %s "$w" "$s" >&2
                    [ "$s" != 124 ] || printf 'it took more than %d s: raise timeout, if that is right\\n' >&2
                    return 1
                  fi
                  s=$(%s <"$n") || return 1
                  s=${s%%%% *}
                  if [ "$s" != %s ]; then
                    printf '%%s has the checksum %s:%%s, %%s bytes, not %%s: nothing was put in place; if that is right, change checksum\\n' %s "$s" "$z" %s >&2
                    return 1
                  fi
                }
                """.formatted(
                        Fetcher.FOUND,
                        seconds,
                        programs(curl),
                        (megabytes << 20) + 1,
                        megabytes << 20,
                        megabytes,
                        Sh.quote(url),
                        Sh.quote(url),
                        seconds,
                        checksum.program(),
                        checksum.hex(),
                        checksum.algorithm(),
                        Sh.quote(url),
                        Sh.quote(checksum.toString()));
    }

    private String programs(String curl) {
        if (headers.isPresent()) {
            return "curl) payload headers | \"$@\" " + curl + " -K - -- " + Sh.quote(url) + " ;;\n"
                    + "    wget | busybox) printf 'headers need curl\\n' >&2; (exit 127) ;;";
        }
        return "curl) \"$@\" " + curl + " -- " + Sh.quote(url) + " ;;\n"
                + "    wget) \"$@\" wget --no-config -nv -O - --tries=1 --timeout=60 --max-redirect=5 -- "
                + Sh.quote(url)
                + " ;;\n    busybox) \"$@\" wget -q -O - " + Sh.quote(url) + " ;;";
    }
}
