a
<#if x>
b
