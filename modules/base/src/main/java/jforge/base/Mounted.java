package jforge.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jforge.plan.Sh;
import jforge.resource.Question;
import jforge.resource.QuestionKind;
import jforge.resource.UnreadableException;

/**
 * What is mounted at a path, and whether it is this.
 *
 * @param path absolute
 */
record Mounted(String path, MountSource source) implements Question<Mounted.Found> {
    private static final Kind KIND = new Kind();
    /** More entries in a directory than these are as good as these. */
    static final int MOST_ENTRIES = 1000;

    /**
     * @param there what is to be mounted is there, as far as that can be known
     * @param same it is what is mounted
     * @param point what stands at the path: d a directory, n nothing, o something else
     * @param entries in the directory while nothing is mounted there
     * @param type of the file system; empty where nothing is mounted
     * @param options as the kernel shows them
     * @param what is mounted, as the kernel shows it
     */
    record Found(boolean there, boolean same, char point, int entries, String type, Set<String> options, String what) {
        boolean mounted() {
            return !type.isEmpty();
        }
    }

    /**
     * A shell function: {@code mnt_look ESCAPED-PATH} sets {@code $mnt_type}, empty where nothing is mounted, {@code $mnt_opts}
     * and {@code $mnt_src}.
     */
    static final String LOOK = """
            mnt_look() {
              mnt_type='' mnt_opts='' mnt_src=''
              while read -r _ _ _ _ mnt_p mnt_o mnt_r; do
                [ "$mnt_p" = "$1" ] || continue
                mnt_r=${mnt_r#*- }
                mnt_type=${mnt_r%% *} mnt_r=${mnt_r#* }
                mnt_src=${mnt_r%% *} mnt_opts=$mnt_o,${mnt_r#* }
              done </proc/self/mountinfo
            }
            """;

    /**
     * Shell functions for after it: {@code mnt_same PATH KIND SOURCE ESCAPED-SOURCE} and {@code mnt_there KIND SOURCE}; 1 is a
     * no, more than that a tool that failed.
     */
    static final String SAME = """
            mnt_device() {
              mnt_d=$1
              case $1 in
              UUID=*) mnt_l=/dev/disk/by-uuid/${1#*=} ;;
              LABEL=*) mnt_l=/dev/disk/by-label/${1#*=} ;;
              PARTUUID=*) mnt_l=/dev/disk/by-partuuid/${1#*=} ;;
              PARTLABEL=*) mnt_l=/dev/disk/by-partlabel/${1#*=} ;;
              *) return ;;
              esac
              if [ -e "$mnt_l" ]; then
                mnt_d=$mnt_l
              elif command -v blkid >/dev/null; then
                mnt_d=$(blkid -c /dev/null -o device -t "$1") || case $? in 2) mnt_d='' ;; *) return 2 ;; esac
                mnt_d=${mnt_d%%
            *}
              else
                mnt_d=$(findfs "$1" 2>/dev/null) || case $? in 1) mnt_d='' ;; *) return 2 ;; esac
              fi
            }
            mnt_same() {
              case $2 in
              tag | device)
                mnt_device "$3" || return
                [ -e "$mnt_d" ] && [ -b "$mnt_src" ] || return 1
                mnt_d=$(readlink -f "$mnt_d") && mnt_b=$(readlink -f "$mnt_src") || return 2
                [ "$mnt_d" = "$mnt_b" ]
                ;;
              image)
                mnt_b=''
                case $mnt_src in
                /dev/loop*) { IFS= read -r mnt_b <"/sys/block/${mnt_src#/dev/}/loop/backing_file"; } 2>/dev/null || : ;;
                esac
                [ "$mnt_b" = "$3" ]
                ;;
              bind)
                [ -e "$1" ] && [ -e "$3" ] || return 1
                mnt_b=$(stat -c %d:%i "$1" "$3") || return 2
                [ "${mnt_b%%
            *}" = "${mnt_b#*
            }" ]
                ;;
              *) [ "${mnt_src%/}" = "${4%/}" ] ;;
              esac
            }
            mnt_there() {
              case $1 in
              tag | device) mnt_device "$2" && [ -b "$mnt_d" ] ;;
              image) [ -f "$2" ] ;;
              bind) [ -e "$2" ] ;;
              esac
            }
            """;

    /** The arguments of mnt_same after the path; the last as the kernel writes it. */
    String arguments() {
        return source.word() + " " + Sh.quote(source.name()) + " " + Sh.quote(Fstab.escaped(source.name()));
    }

    @Override
    public QuestionKind<Mounted, Found> kind() {
        return KIND;
    }

    @Override
    public String sortKey() {
        return path + "\0" + source.word() + "\0" + source.name();
    }

    private static final class Kind implements QuestionKind<Mounted, Found> {
        @Override
        public String name() {
            return "mounted";
        }

        @Override
        public String script(List<Mounted> questions) {
            StringBuilder script = new StringBuilder(LOOK + SAME);
            script.append("""
                    one() {
                      mnt_look "$2"
                      t=n s=n d=o n=0
                      mnt_there "$3" "$4"
                      case $? in 0) t=y ;; 1) ;; *) return 2 ;; esac
                      if [ -n "$mnt_type" ]; then
                        mnt_same "$1" "$3" "$4" "$5"
                        case $? in 0) s=y ;; 1) ;; *) return 2 ;; esac
                      elif [ -d "$1" ] && [ ! -L "$1" ]; then
                        for x in "$1"/* "$1"/.[!.]* "$1"/..?*; do
                          if [ -e "$x" ] || [ -L "$x" ]; then n=$((n + 1)); fi
                          [ "$n" -lt %d ] || break
                        done
                      fi
                      if [ -d "$1" ] && [ ! -L "$1" ]; then d=d; elif [ ! -e "$1" ] && [ ! -L "$1" ]; then d=n; fi
                      printf '%%s\\n' "$t $s $d $n ${mnt_type:--} ${mnt_opts:--} ${mnt_src:--}"
                    }
                    """.formatted(MOST_ENTRIES));
            for (Mounted q : questions) {
                script.append("one ")
                        .append(Sh.quote(q.path))
                        .append(' ')
                        .append(Sh.quote(Fstab.escaped(q.path)))
                        .append(' ')
                        .append(q.arguments())
                        .append(" || exit\n");
            }
            return script.toString();
        }

        @Override
        public List<Found> read(List<Mounted> questions, byte[] frame) throws UnreadableException {
            List<String> lines = Lines.of(frame);
            if (lines.size() != questions.size()) {
                throw new UnreadableException("a line a path expected");
            }
            List<Found> found = new ArrayList<>();
            for (String line : lines) {
                String[] f = line.split(" ", 7);
                if (f.length != 7 || !f[3].matches("[0-9]{1,9}")) {
                    throw new UnreadableException("seven fields expected");
                }
                boolean mounted = !f[4].equals("-");
                found.add(new Found(
                        f[0].equals("y"),
                        f[1].equals("y"),
                        f[2].charAt(0),
                        Integer.parseInt(f[3]),
                        mounted ? f[4] : "",
                        mounted ? new TreeSet<>(List.of(f[5].split(","))) : Set.of(),
                        mounted ? f[6] : ""));
            }
            return found;
        }
    }
}
