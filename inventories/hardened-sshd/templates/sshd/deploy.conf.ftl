# Kept by jforge. Who deploys brings files and runs one script, and nothing else.
Match User ${vars.deployer}
    AllowTcpForwarding no
    PermitTTY no
    ForceCommand /usr/local/bin/deploy
