# Kept by jforge. Read after postgresql.conf, whose values it overrides.
<#assign memory = facts.memory>
listen_addresses = '${vars.listen}'
port = ${vars.port}
max_connections = ${vars.connections}

# A quarter of the host's memory (${memory} MB), as PostgreSQL's documentation advises; the kernel's cache has most of the rest.
shared_buffers = ${(memory / 4)?floor}MB
effective_cache_size = ${(memory * 3 / 4)?floor}MB
work_mem = ${vars.work_mem}
maintenance_work_mem = ${vars.maintenance_work_mem}

wal_compression = on
max_wal_size = 2GB
checkpoint_completion_target = 0.9
random_page_cost = 1.1

password_encryption = 'scram-sha-256'
log_min_duration_statement = 500
log_lock_waits = on
