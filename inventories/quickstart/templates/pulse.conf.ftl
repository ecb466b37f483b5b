<#-- FreeMarker: what stands in ${} is looked up for each host. -->
# read by pulse, as shell; written by jforge
host=${host.name}
system=${facts.os}
processors=${facts.cpus}
interval=${vars.interval}
