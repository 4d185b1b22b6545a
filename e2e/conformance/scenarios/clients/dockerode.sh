# title: a client library through a life
"$NODE" "$PROGRAMS/dockerode-session.mjs"
