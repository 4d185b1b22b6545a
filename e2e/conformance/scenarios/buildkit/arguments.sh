# title: ARG: scopes, history, platform arguments, proxies
# builder: buildkit
printf '%s\n' 'ARG BASE=busybox' 'ARG G=global' 'FROM $BASE' 'ARG G' 'ARG A=1' 'ARG B=$A-x' 'RUN echo "$G $A $B" > /1' 'ARG C' 'RUN echo "$C" > /2' 'ENV A=env' 'RUN echo "$A $NOT" > /3' 'ARG TARGETARCH' 'ARG TARGETPLATFORM' 'RUN echo "$TARGETARCH $TARGETPLATFORM" > /4' 'RUN echo "${HTTP_PROXY:-none}" > /5' > Dockerfile
buildkit --build-arg HTTP_PROXY=http://p -t one . && image one; docker run --rm one sh -c 'head /1 /2 /3 /4 /5'
buildkit --build-arg A=2 --build-arg G=own --build-arg BASE=busybox:latest -t two . && image two; docker run --rm two sh -c 'head /1 /2 /3'
