package jforge.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jforge.resource.Fields;
import jforge.resource.Schema;
import jforge.source.InventoryException;

/** How a {@code sysctl} is written in an inventory. */
final class SysctlDeclaration {
    private SysctlDeclaration() {}

    static final Schema SCHEMA = Schema.of("A kernel setting, now and after the next boot.")
            .required("sysctl", Schema.Kind.TEXT, "Its name: net.ipv4.tcp_syncookies, or net/ipv4/tcp_syncookies.")
            .optional("value", Schema.Kind.TEXT, "Its value; several numbers with blanks between.")
            .optional(
                    "file",
                    Schema.Kind.PATH,
                    "Where it is kept for the next boot, a line among others that stay. Default: " + SysctlType.FILE
                            + ".")
            .optional(
                    "adopt",
                    Schema.Kind.FLAG,
                    "true: lines of other files below /etc that would win over ours are commented out. Default: false, and"
                            + " such a line is refused.")
            .optional(
                    "absent",
                    Schema.Kind.FLAG,
                    "true: our file has no line for it. What the kernel has stays until the next boot.")
            .optional(
                    "default", Schema.Kind.TEXT, "With absent: what the kernel is to have instead until the next boot.")
            .example("sysctl: net.core.somaxconn\nvalue: 4096\n")
            .example("sysctl: net.ipv4.tcp_rmem\nvalue: 4096 131072 6291456\nfile: /etc/sysctl.d/60-net.conf\n")
            .example("sysctl: net/ipv4/conf/eth0.100/rp_filter\nvalue: 2\nadopt: true\n")
            .example("sysctl: net.ipv4.tcp_fin_timeout\nabsent: true\ndefault: 60\n")
            .build();

    static SysctlType.Desired parse(Fields fields) {
        SysctlKey key = key(fields.text("sysctl"), problem -> fields.fault("sysctl", problem));
        boolean absent = fields.flag("absent").orElse(false);
        if (absent == fields.has("value")) {
            throw fields.fault(
                    absent ? "value" : "sysctl",
                    absent
                            ? "what is absent has no \"value\"; what it is to be until the next boot is \"default\""
                            : "\"value\" is missing, or absent: true");
        }
        if (fields.has("default") && !absent) {
            throw fields.fault("default", "\"default\" goes with absent: true only; what it is to be is \"value\"");
        }
        if (absent && fields.flag("adopt").orElse(false)) {
            throw fields.fault("adopt", "\"adopt\" has no meaning for what is absent: no line of ours is to win");
        }
        Aim aim = absent
                ? Aim.absent(value(fields, "default"))
                : Aim.value(value(fields, "value").orElseThrow());
        return new SysctlType.Desired(
                key.path(),
                aim,
                fields.optionalText("file").orElse(SysctlType.FILE),
                fields.flag("adopt").orElse(false),
                List.of(),
                List.of(),
                Around.NOTHING);
    }

    /**
     * A setting that can be held.
     *
     * @param fault marks a problem at the name
     * @throws InventoryException if it is no setting's name, or one that does something when it is written
     */
    static SysctlKey key(String written, Function<String, InventoryException> fault) {
        SysctlKey key = SysctlKey.of(written)
                .orElseThrow(
                        () -> fault.apply("\"" + written + "\" is no setting's name: such as net.ipv4.ip_forward"));
        KeyTable.TRIGGERS.get(key.path()).ifPresent(what -> {
            throw fault.apply(
                    key.dotted() + " " + what + ": it is no state that could be held; a command can write to it");
        });
        return key;
    }

    private static Optional<String> value(Fields fields, String name) {
        Optional<String> value = fields.optionalText(name).map(CanonicalValue::fold);
        if (value.filter(String::isEmpty).isPresent()) {
            throw fields.fault(name, name + " is empty: a file of sysctl.d can't hold that");
        }
        return value;
    }
}
