package jforge.report;

import java.util.List;
import jforge.plan.Event;
import jforge.plan.Ref;

/** Events of applying {@link Samples#shop}, one of each kind and outcome. */
final class Events {
    static final Ref CONF = new Ref("web1", "file /etc/nginx/nginx.conf");
    static final Ref SOMAXCONN = new Ref("web1", "sysctl net.core.somaxconn");
    static final Ref NGINX = new Ref("web2", "package nginx");
    static final Ref VHOST = new Ref("web2", "file /etc/nginx/conf.d/shop.conf");

    private Events() {}

    static List<Event> all() {
        return List.of(
                new Event.Begun(CONF),
                ended(CONF, Event.Outcome.CHANGED),
                ended(SOMAXCONN, Event.Outcome.ALREADY),
                new Event.Begun(NGINX),
                new Event.Ended(NGINX, null, Event.Outcome.FAILED, "E: no \u001b[31mspace\nleft\n", null),
                new Event.Ended(VHOST, null, Event.Outcome.SKIPPED, "", "package nginx failed"),
                new Event.Done("web2"),
                new Event.Lost("web1", "connection reset"),
                new Event.Stale("stor1", "stat"),
                new Event.Locked("stor2", "deploy@laptop since 12:03"));
    }

    static Event ended(Ref ref, Event.Outcome outcome) {
        return new Event.Ended(ref, null, outcome, "", null);
    }
}
