# long
<#list 1.. as n>${n}, and more of it: ${""?left_pad(1000, ".")}</#list>
