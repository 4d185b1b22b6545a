# title: history and config of a built image
echo x > f; printf "FROM busybox\nLABEL a=b\nCOPY f /f\nRUN echo y > /y\nUSER daemon\nWORKDIR /w\nENTRYPOINT [\"cat\"]\nCMD [\"/f\"]\n" > Dockerfile
DOCKER_BUILDKIT=0 docker build -q -t built . | cut -c1-7
docker history --no-trunc --format "{{.CreatedBy}}|{{.Size}}|{{.Comment}}" built
docker inspect -f "{{json .Config.User}} {{json .Config.Env}} {{json .Config.Entrypoint}} {{json .Config.Cmd}} {{.Config.WorkingDir}} {{json .Config.Labels}} {{json .Config.OnBuild}} {{json .Config.Volumes}}" built
docker inspect -f "{{json .ContainerConfig.Cmd}} {{.Comment}} {{.Author}} {{.Architecture}} {{len .RootFS.Layers}}" built
docker run --rm built
