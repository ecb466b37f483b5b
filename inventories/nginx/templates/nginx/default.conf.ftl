# Kept by jforge. Who asks for no site of ours gets nothing; plain HTTP is sent on.
server {
    listen 80 default_server;
    listen [::]:80 default_server;
    server_name _;
<#list vars.sites as site>
    if ($host = ${site.name}) {
        return 301 https://$host$request_uri;
    }
</#list>
    return 444;
}

server {
    listen 443 ssl default_server;
    listen [::]:443 ssl default_server;
    server_name _;
    ssl_reject_handshake on;
}
