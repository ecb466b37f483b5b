# Kept by jforge.
server {
    listen 443 ssl;
    listen [::]:443 ssl;
    server_name ${with.name};
    root /srv/www/${with.name};

    ssl_certificate /etc/nginx/tls/${with.name}.pem;
    ssl_certificate_key /etc/nginx/tls/${with.name}.key;

    add_header Strict-Transport-Security "max-age=${vars.hsts}" always;
    add_header X-Content-Type-Options nosniff always;

    location / {
        try_files $uri $uri/ =404;
    }
}
