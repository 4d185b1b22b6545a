# title: what a client library gets as errors
"$NODE" "$PROGRAMS/dockerode-errors.mjs"
