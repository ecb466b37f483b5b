# Kept by jforge.
user www-data;
worker_processes ${facts.cpus};
pid /run/nginx.pid;

events {
    worker_connections ${vars.connections};
}

http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    charset utf-8;
    sendfile on;
    tcp_nopush on;
    server_tokens off;
    keepalive_timeout ${vars.keepalive};

    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers off;
    ssl_session_cache shared:TLS:10m;
    ssl_session_tickets off;

    log_format timed '$remote_addr $host "$request" $status $body_bytes_sent $request_time';
    access_log /var/log/nginx/access.log timed;
    error_log /var/log/nginx/error.log;

    gzip on;
    gzip_types text/css application/javascript application/json image/svg+xml;

    include /etc/nginx/conf.d/*.conf;
}
