package jforge.pools;

import java.util.ArrayList;
import java.util.List;
import jforge.resource.Beside;
import jforge.resource.Fields;
import jforge.resource.Schema;
import jforge.resource.Schema.Kind;
import jforge.resource.Section;

/** Pools of Node applications. */
final class NodePools implements PoolKind {
    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<Schema.Attribute> attributes() {
        List<Schema.Attribute> attributes = new ArrayList<>();
        attributes.add(
                attribute(
                        "command",
                        Kind.TEXT,
                        "What a worker runs: node, its options, the script below the release,"
                                + " and its arguments. There is no shell; quotes keep a word together. One of command and script."));
        attributes.add(attribute("script", Kind.TEXT, "The script below the release."));
        attributes.add(attribute("args", Kind.TEXTS, "With script: its arguments."));
        attributes.add(attribute("node-args", Kind.TEXTS, "With script: node's own options."));
        attributes.add(attribute(
                "node",
                Kind.PATH,
                "The node that runs it. Default: the one of the package nodejs, which" + " is declared with it."));
        attributes.add(attribute(
                "directory",
                Kind.TEXT,
                "Where the workers run: below the release; without a release an"
                        + " absolute path. Default: the release."));
        attributes.add(attribute(
                "env",
                Kind.SENSITIVE_MAP,
                "The workers' environment. Values are in no argument, unit," + " status or plan."));
        attributes.add(attribute("user", Kind.TEXT, "Whom the workers run as."));
        NodeKey.ALL.forEach(key -> attributes.add(key.documented()));
        return attributes;
    }

    private static Schema.Attribute attribute(String name, Kind kind, String doc) {
        return new Schema.Attribute(name, kind, false, doc);
    }

    @Override
    public List<Section.Meant<?, ?>> meant(List<Fields> entries, Beside files) {
        throw new UnsupportedOperationException("not there yet");
    }
}
