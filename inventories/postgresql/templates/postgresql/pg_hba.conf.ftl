# Kept by jforge.
# TYPE  DATABASE  USER  ADDRESS  METHOD
local   all       postgres                 peer
local   all       all                      peer
<#list vars.clients as client>
host    ${vars.database}  ${vars.owner}  ${client}  scram-sha-256
</#list>
