package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jforge.plan.Command;
import jforge.plan.Payload;
import jforge.plan.Sh;
import jforge.plan.Value;

/** The shell that tries a repository in a folder of its own, and puts it in place when its lists have come. */
final class RepositoryScript {
    private RepositoryScript() {}

    static Command of(PackageTool manager, RepositoryType.Wanted want) {
        RepositoryFiles files = want.files(manager);
        String paths = Sh.words(paths(files));
        if (want.absent()) {
            return new Command(
                    "for f in " + paths + "; do\n  [ ! -e \"$f\" ] && [ ! -L \"$f\" ] || return 1\ndone\n",
                    "rm -f " + paths + "\n");
        }
        List<Payload> payloads = new ArrayList<>(List.of(
                new Payload.Inline(manager.key(), files.source().text()),
                new Payload.Inline(
                        manager.key() + "trial", new Value.Text(List.of(new Value.Span(files.trial(), false))))));
        Optional<FileContent> key = files.key().flatMap(path -> want.key().map(k -> k.at(path)));
        key.ifPresent(k -> k.payloads().stream().map(RepositoryScript::asKey).forEach(payloads::add));
        return new Command(test(files, key), change(manager, want, files, key), payloads);
    }

    private static List<String> paths(RepositoryFiles files) {
        List<String> paths = new ArrayList<>(List.of(files.source().path()));
        files.keys().forEach(k -> paths.add(pathOf(k)));
        return paths;
    }

    private static String pathOf(FileContent content) {
        return content instanceof FileContent.Copied copied ? copied.path() : ((FileContent.Written) content).path();
    }

    private static Payload asKey(Payload payload) {
        return payload instanceof Payload.Local local
                ? new Payload.Local("key", local.path(), local.sha256(), local.size())
                : new Payload.Inline("key", ((Payload.Inline) payload).text());
    }

    private static String test(RepositoryFiles files, Optional<FileContent> key) {
        StringBuilder test = new StringBuilder("f=" + Sh.quote(files.source().path())
                + "\n[ -f \"$f\" ] && [ ! -L \"$f\" ] && " + files.source().test());
        key.ifPresent(k -> test.append(" || return 1\nf=" + Sh.quote(pathOf(k)) + "\n[ -f \"$f\" ] && " + k.test()));
        for (String other : others(files)) {
            test.append(" || return 1\n[ ! -e ").append(Sh.quote(other)).append(" ]");
        }
        return test.append('\n').toString();
    }

    /** Keys of it that stand elsewhere. */
    private static List<String> others(RepositoryFiles files) {
        return files.keys().stream()
                .map(RepositoryScript::pathOf)
                .filter(p -> !p.equals(files.key().orElse("")))
                .toList();
    }

    private static String change(
            PackageTool manager, RepositoryType.Wanted want, RepositoryFiles files, Optional<FileContent> key) {
        StringBuilder script = new StringBuilder("f=" + Sh.quote(files.source().path()) + "\n");
        script.append("n=" + Sh.quote(RepositoryFiles.tried(files.source().path())) + "\n");
        script.append("d=\"$STATE\"/repository-" + want.name() + "\nk='' t=''\n");
        files.key()
                .ifPresent(k -> script.append("k=" + Sh.quote(k) + " t=" + Sh.quote(RepositoryFiles.tried(k)) + "\n"));
        script.append("rm -rf \"$d\"\nmkdir \"$d\"\ntrap 'rm -rf \"$d\"; rm -f \"$n\" ${t:+\"$t\"}' EXIT\n");
        key.ifPresent(k -> script.append(stageKey(want, k)));
        script.append("payload " + manager.key() + "trial >\"$d\"/" + want.name()
                + (manager == PackageTool.APT ? ".sources" : ".repo") + "\n");
        script.append(manager == PackageTool.APT ? apt(want) : dnf(want));
        script.append("mkdir -p \"${f%/*}\"\nrm -f \"$n\"\npayload " + manager.key() + " >\"$n\"\nchmod 644 \"$n\"\n");
        script.append("[ -z \"$k\" ] || mv -f \"$t\" \"$k\"\nmv -f \"$n\" \"$f\"\n");
        others(files).forEach(p -> script.append("rm -f " + Sh.quote(p) + "\n"));
        script.append(manager == PackageTool.APT ? APT_AFTER : "");
        return script.toString();
    }

    private static String stageKey(RepositoryType.Wanted want, FileContent key) {
        String arrived = key.arrived();
        boolean armoured = want.key().filter(RepositoryKey::armoured).isPresent();
        String head = armoured ? "-----*) ;; *" : "-----*";
        String fault = armoured ? "is binary: name its source without .asc" : "is armoured: name its source NAME.asc";
        return "mkdir -p \"${k%/*}\"\nrm -f \"$t\"\npayload key >\"$t\"\nchmod 644 \"$t\"\n"
                + (arrived.isEmpty() ? "" : "n=$t\n" + arrived + "\nn=" + "${f%/*}/.jforge-${f##*/}" + "\n")
                + "first=''\nIFS= read -r first <\"$t\" || :\ncase $first in\n  " + head
                + ") echo 'the key " + fault + "' >&2; exit 1 ;;\nesac\n";
    }

    /** Of this one alone; the age of the lists stays as it was, for the others were not looked at. */
    private static String apt(RepositoryType.Wanted want) {
        return """
                set -- /var/lib/apt/lists/*Packages*
                none=''
                [ -e "$1" ] || none=1
                for one in lists lists/partial; do
                  [ ! -d /var/lib/apt/$one ] || touch -r /var/lib/apt/$one "$d/${one#*/}.age"
                done
                if said=$(apt-get -q -o DPkg::Lock::Timeout=120 -o Dir::Etc::sourcelist="$d"/%1$s.sources \\
                  -o Dir::Etc::sourceparts=/dev/null -o APT::Get::List-Cleanup=0 -o APT::Update::Error-Mode=any \\
                  update 2>&1 </dev/null); then failed=''; else failed=1; fi
                for one in lists lists/partial; do
                  [ ! -e "$d/${one#*/}.age" ] || touch -r "$d/${one#*/}.age" /var/lib/apt/$one
                done
                case $failed$said in
                  1*|*'W: Failed to fetch'*|*'W: GPG error'*|*'W: An error occurred'*|*'E: '*)
                    printf '%%s\\n' "$said" >&2
                    echo 'the lists of repository %1$s do not come, or are not signed by the key: nothing was changed' >&2
                    exit 1 ;;
                esac
                """.formatted(want.name());
    }

    /** Where no lists were there at all, those of the others are wanted too. */
    private static final String APT_AFTER = """
            if [ -n "$none" ]; then
              apt-get -q -o DPkg::Lock::Timeout=120 update </dev/null
              touch /var/lib/apt/lists
            fi
            """;

    private static String dnf(RepositoryType.Wanted want) {
        String key = want.key().isEmpty() ? "" : """
                if ! said=$(rpmkeys --dbpath "$d"/keys --import "$t" 2>&1 </dev/null); then
                  printf '%%s\\n' "$said" >&2
                  echo 'the key of repository %1$s is none: nothing was changed' >&2
                  exit 1
                fi
                """.formatted(want.name());
        return key + """
                if ! said=$(dnf -q -y --setopt=reposdir="$d" --setopt=%1$s.skip_if_unavailable=False \\
                  makecache --refresh 2>&1 </dev/null); then
                  printf '%%s\\n' "$said" >&2
                  echo 'the metadata of repository %1$s does not come: nothing was changed' >&2
                  exit 1
                fi
                """.formatted(want.name());
    }
}
