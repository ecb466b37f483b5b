package jforge.base;

import java.util.List;
import java.util.Optional;
import jforge.plan.Value;

/**
 * The files of a repository.
 *
 * @param source what the manager reads
 * @param trial the same, with the key where it is while it is tried
 * @param key where the key belongs; empty where there is none
 * @param keys all places where a key of it may stand
 */
record RepositoryFiles(FileContent.Written source, String trial, Optional<String> key, List<FileContent> keys) {
    private static final String HEAD = "# made by jforge: changes are lost\n";

    static RepositoryFiles apt(RepositoryType.Wanted want) {
        String folder = "/etc/apt/keyrings/";
        String end = want.key().filter(k -> !k.armoured()).isPresent() ? ".gpg" : ".asc";
        Optional<String> key = want.key().map(k -> folder + want.name() + end);
        Optional<String> tried = key.map(RepositoryFiles::tried);
        return new RepositoryFiles(
                written("/etc/apt/sources.list.d/" + want.name() + ".sources", aptText(want, key)),
                aptText(want, tried),
                key,
                List.of(content(want, folder + want.name() + ".asc"), content(want, folder + want.name() + ".gpg")));
    }

    static RepositoryFiles dnf(RepositoryType.Wanted want) {
        String path = "/etc/pki/rpm-gpg/RPM-GPG-KEY-" + want.name();
        Optional<String> key = want.key().map(k -> path);
        return new RepositoryFiles(
                written("/etc/yum.repos.d/" + want.name() + ".repo", dnfText(want, key)),
                dnfText(want, key.map(RepositoryFiles::tried)),
                key,
                List.of(content(want, path)));
    }

    /** Beside its place, hidden, with the same end. */
    static String tried(String path) {
        int slash = path.lastIndexOf('/');
        return path.substring(0, slash) + "/.jforge-" + path.substring(slash + 1);
    }

    private static FileContent content(RepositoryType.Wanted want, String path) {
        return want.key().map(k -> k.at(path)).orElseGet(() -> written(path, ""));
    }

    private static FileContent.Written written(String path, String text) {
        return new FileContent.Written(path, new Value.Text(List.of(new Value.Span(text, false))));
    }

    private static String aptText(RepositoryType.Wanted want, Optional<String> key) {
        return HEAD + "Types: deb\n"
                + line("URIs: ", want.uris())
                + line("Suites: ", want.suites())
                + line("Components: ", want.components())
                + line("Architectures: ", want.architectures())
                + key.map(k -> "Signed-By: " + k + "\n").orElse("")
                + (want.trusted() ? "Trusted: yes\n" : "");
    }

    private static String dnfText(RepositoryType.Wanted want, Optional<String> key) {
        return HEAD + "[" + want.name() + "]\nname=" + want.name() + "\n"
                + line("baseurl=", want.uris())
                + "enabled=1\ngpgcheck=" + (want.trusted() ? 0 : 1) + "\n"
                + key.map(k -> "gpgkey=file://" + k + "\n").orElse("");
    }

    private static String line(String name, List<String> words) {
        return words.isEmpty() ? "" : name + String.join(" ", words) + "\n";
    }
}
