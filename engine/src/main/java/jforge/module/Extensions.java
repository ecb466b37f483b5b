package jforge.module;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import jforge.resource.CrossCheck;
import jforge.resource.ResourceType;
import jforge.resource.Section;

/**
 * What a run can manage.
 *
 * @param types by {@link ResourceType#key}
 * @param sections by {@link Section#key}
 */
public record Extensions(
        Map<String, ResourceType<?, ?>> types, Map<String, Section> sections, List<CrossCheck> checks) {
    public Extensions {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
        checks = List.copyOf(checks);
    }

    /** Those on the class path: jforge's own. */
    public static Extensions own() {
        Map<String, ResourceType<?, ?>> types = new LinkedHashMap<>();
        ServiceLoader.load(ResourceType.class).forEach(type -> types.put(type.key(), type));
        Map<String, Section> sections = new LinkedHashMap<>();
        ServiceLoader.load(Section.class).forEach(section -> sections.put(section.key(), section));
        List<CrossCheck> checks = new ArrayList<>();
        ServiceLoader.load(CrossCheck.class).forEach(checks::add);
        return new Extensions(types, sections, checks);
    }
}
