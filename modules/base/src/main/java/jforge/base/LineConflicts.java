package jforge.base;

import java.util.Optional;
import jforge.resource.Identity;
import jforge.resource.Neighbours;
import jforge.resource.Resource;
import jforge.source.InventoryException;

/** What can't be declared beside a line: the whole of its file, and lines that would take it away again. */
final class LineConflicts {
    private LineConflicts() {}

    /** @throws InventoryException that names both places */
    static void check(Resource<LineType.Wanted, ?> own, Neighbours neighbours) {
        LineType.Wanted line = own.desired();
        neighbours.get(Identity.path(line.path())).ifPresent(holder -> checkHolder(own, holder));
        for (Resource<?, ?> other : neighbours.ofType("line")) {
            if (other.desired() instanceof LineType.Wanted second
                    && second.path().equals(line.path())
                    && !own.ref().equals(other.ref())
                    && takes(line, second)) {
                throw new InventoryException(own.mark(), contradiction(line, second, other));
            }
        }
    }

    private static void checkHolder(Resource<LineType.Wanted, ?> own, Resource<?, ?> holder) {
        String path = own.desired().path();
        String place = holder.ref().label() + " in " + holder.mark();
        if (holder.desired() instanceof DirectoryType.Wanted) {
            throw new InventoryException(own.mark(), path + " can't have a line: there is " + place);
        }
        boolean shared = holder.desired() instanceof LinkType.Wanted
                || holder.desired() instanceof FileType.Wanted file && file.content() == null && !file.absent();
        if (!shared) {
            throw new InventoryException(
                    own.mark(),
                    path + " is declared whole, by " + place
                            + "; put the line there, or take away what that says of its content");
        }
    }

    /** Whether the one takes the other's line away. */
    private static boolean takes(LineType.Wanted one, LineType.Wanted other) {
        if (other.absent() || !one.absent() && one.line().equals(other.line())) {
            return false;
        }
        if (one.absent() && one.line().equals(other.line())) {
            return true;
        }
        return !one.match().isEmpty()
                && ExtendedRegex.of(one.match())
                        .filter(p -> p.matcher(other.line()).find())
                        .isPresent();
    }

    private static String contradiction(LineType.Wanted one, LineType.Wanted other, Resource<?, ?> place) {
        String does = one.absent() ? "removes" : "replaces";
        String by = Optional.of(one.match())
                .filter(m -> !m.isEmpty())
                .map(m -> "\"match: " + m + "\" ")
                .orElse("this ");
        return by + does + " \"" + other.line() + "\", which " + place.mark() + " wants in " + one.path()
                + "; make the pattern narrower, or keep one of them";
    }
}
