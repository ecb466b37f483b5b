package jforge.contract;

import java.util.List;
import jforge.base.ArchiveType;
import jforge.kit.Contract;
import jforge.kit.Host;
import jforge.kit.TypeContract;

class ArchiveTypeContractTest extends TypeContract {
    /** top/a, top/dir/b, top/it's, top/link to a, top/run, of a user 5. */
    private static final String ONE =
            "H4sIAAAAAAACA+3YTwuCMBgG8J37FEaHjvvjO/d5JkVJZeEm1LdvCl0MDA9bls/vMhAPjof34UV/vXEWmQiM1v0pxPDsMUmaqDAFUXguZVFIlmmW"
                    + "QOu8bcKnHOxl70be8/7x8ZLdRV7nj/Ahf5sg/xDsSP5ykL8SMmeZQP7RWQZL1s3/rmp47Pmf1v+KcoP+T5l/Oa/+10ah/1MoGSy9/yu/dTPb/4gk5j+F"
                    + "O0Zg8fN/rupT9P3PmCn7nwmVkCmL+U+Rf9PW3/3/I9Vb/wtC/6ewWfOyqrk7rtCFAAAAAAAAAAAA/+YJVBtuSgAoAAA=";
    /** a and sub/c. */
    private static final String TWO =
            "UEsDBBQAAAAAAIMYIliZGej1AgAAAAIAAAABAAAAYWEyUEsDBBQAAAAAAIMYIlhv37kGAQAAAAEAAAAFAAAAc3ViL2NjUEsBAhQDFAAAAAAAgxgi"
                    + "WJkZ6PUCAAAAAgAAAAEAAAAAAAAAAAAAAKCBAAAAAGFQSwECFAMUAAAAAACDGCJYb9+5BgEAAAABAAAABQAAAAAAAAAAAAAAoIEhAAAAc3ViL2NQSwUG"
                    + "AAAAAAIAAgBiAAAARQAAAAAA";

    @Override
    protected List<Host> hosts() {
        return List.of(Hosts.debian(), Hosts.busybox());
    }

    @Override
    protected Contract contract(Host host) {
        String path = "/srv/kit/it's a $x";
        String f = "f='/srv/kit/it'\\''s a $x'; ";
        String key = "archive: \"" + path + "\"\nurl: http://127.0.0.1:8112/";
        String one = key
                + "one.tar.gz\nchecksum: sha256:a73315fd7f7505e352ff7dd3eba7102306383fe83f3b2cdc09c2130e097afa33\nstrip: 1\n";
        String two =
                key + "two.zip\nchecksum: sha256:38af0ce3d523248fd7e37dc0867841e523460cbfe5cfdfd3b7ddf5bdd008f6af\n";
        return Contract.of(new ArchiveType())
                .cleanup("rm -rf /srv/kit /var/lib/jforge/archives; mkdir -p /srv/kit /srv/kit-arc; cd /srv/kit-arc\n"
                        + "[ -e two.zip ] || { echo " + ONE + " | base64 -d >one.tar.gz; echo " + TWO
                        + " | base64 -d >two.zip; }\n"
                        + "[ -e /run/kit-arc ] || { busybox httpd -p 127.0.0.1:8112 -h /srv/kit-arc 8>&- 9>&-;"
                        + " : >/run/kit-arc; }")
                .state("absent", "mkdir '/srv/kit/.it'\\''s a $x.jforge-new'")
                .state("others", f + "mkdir \"$f\"; echo mine >\"$f/mine\"; echo old >\"$f/a\"")
                .state("a file", f + ": >\"$f\"")
                .wanted("one", one)
                .wanted("two", two + "owner: 3\ngroup: 4\n")
                .wanted("among others", one + "keep-others: true\n")
                .refuses("a file", "one", "no directory")
                .refuses("a file", "two", "no directory")
                .refuses("a file", "among others", "no directory")
                .points(4)
                .explains("presence", "* " + path, "* " + path + "/*", "* /srv/kit/.*")
                .explains("content", "* " + path, "* " + path + "/*", "* /srv/kit/.*");
    }
}
