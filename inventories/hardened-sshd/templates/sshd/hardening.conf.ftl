# Kept by jforge. sshd takes the first value that it reads of each keyword, and reads this file early.
PermitRootLogin no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitEmptyPasswords no
PubkeyAuthentication yes
AuthenticationMethods publickey
AllowGroups ${vars.login_group}

MaxAuthTries ${vars.max_auth_tries}
LoginGraceTime 30
MaxStartups 10:30:60
ClientAliveInterval 300
ClientAliveCountMax 2

X11Forwarding no
AllowAgentForwarding no
AllowStreamLocalForwarding no
PermitTunnel no
PermitUserEnvironment no
UseDNS no
LogLevel VERBOSE

KexAlgorithms ${vars.key_exchange?join(",")}
Ciphers ${vars.ciphers?join(",")}
MACs ${vars.macs?join(",")}
