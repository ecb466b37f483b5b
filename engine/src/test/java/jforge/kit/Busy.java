package jforge.kit;

/** Other things that go on at a host: processes that come and go, files that are written. */
final class Busy {
    static final String FOLDER = "/run/jforge-kit-busy";

    private Busy() {}

    /** Ends by itself after some seconds, should nobody end it. */
    static String start() {
        return """
                rm -rf %1$s; mkdir -p %1$s
                ( i=0
                  while [ -d %1$s ] && [ $i -lt 200 ]; do
                    i=$((i + 1))
                    echo $i >%1$s/$i; cat /proc/stat >%1$s/log
                    [ $i -lt 5 ] || rm -f %1$s/$((i - 4))
                    sleep 0.05
                  done
                ) </dev/null >/dev/null 2>&1 8>&- 9>&- &
                while [ ! -e %1$s/log ]; do sleep 0.01; done
                """.formatted(FOLDER);
    }

    static String stop() {
        return "rm -rf " + FOLDER + " || rm -rf " + FOLDER;
    }
}
