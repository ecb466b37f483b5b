${secrets[with.name]}
