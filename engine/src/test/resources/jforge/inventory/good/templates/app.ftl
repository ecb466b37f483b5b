threads=${with.threads} ${vars.sites[1].port} ${vars.release_default} <#include "part.ftl">
<#list vars.sites as s>${s.name}:${s.port} </#list>${host.name} ${hosts.web2.address} ${hosts["db.example.com"].vars.port} ${facts.os}
dsn=${with.dsn}; ${secrets.db}; ${true?c} ${"x" + secrets.db}
