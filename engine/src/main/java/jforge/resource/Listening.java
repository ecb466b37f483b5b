package jforge.resource;

import java.util.List;

/** A type whose resources may say that something listens: what is checked against the limits of the host. */
public interface Listening<D, S> extends ResourceType<D, S> {
    /** Those that say how long their queue is; none where nothing does, or where it can't be told. */
    List<Listener> listeners(D desired);

    /**
     * A socket that waits for connections.
     *
     * @param name for eyes: "listen 80 of nginx"
     * @param place for eyes: "/etc/nginx/nginx.conf:12"
     * @param backlog how many connections it asks to keep waiting, from 0
     */
    record Listener(String name, String place, long backlog) {}
}
