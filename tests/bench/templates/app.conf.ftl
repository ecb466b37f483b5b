# managed file, do not edit
[service ${with.name}]
listen = 0.0.0.0:${with.port}
workers = ${with.workers}
log_level = ${with.debug?then("debug", "info")}
pid_file = /run/${with.name}.pid
upstreams = ${with.upstreams?join(",")}

<#list with.upstreams as upstream>
[upstream.${with.name}.${upstream?counter}]
server = ${upstream}
weight = ${upstream?counter}
connect_timeout = 5s
read_timeout = 30s
tag = ${with.name?upper_case}-${upstream?counter}

</#list>
# end
