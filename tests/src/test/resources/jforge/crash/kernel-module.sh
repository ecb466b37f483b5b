# shellcheck shell=sh
# built in where tests run: nothing is to be done
:
