# Kept by jforge.
# TYPE  DATABASE  USER  ADDRESS  METHOD
local   all       postgres                 peer
local   all       all                      peer
<#list vars.databases as database>
<#list vars.clients as client>
host    ${database.name}  ${database.owner}  ${client}  scram-sha-256
</#list>
</#list>
