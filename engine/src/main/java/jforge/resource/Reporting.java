package jforge.resource;

import java.util.List;

/** A section that can tell how what it declared is at this moment: {@code jforge KEY REPORT INVENTORY}. */
public interface Reporting extends Section {
    /** At least one; their names differ. */
    List<Report> reports();
}
