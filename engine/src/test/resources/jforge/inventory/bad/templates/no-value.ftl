first
  ${vars.missing}
