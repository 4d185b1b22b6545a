# Native builds with the sanitizers, where the compiler has them.
SANITIZE := $(shell echo 'int main(void){return 0;}' | $(TEST_CC) -fsanitize=address,undefined -x c -o /dev/null - 2>/dev/null && \
	echo -fsanitize=address,undefined -fno-sanitize-recover=undefined)
TEST_CFLAGS := -std=gnu17 -O1 -g $(WARNINGS) $(DEFINES) $(SANITIZE)
ARCHIVE := tree-archive.c tar-tree.c tar-writer.c placed-output.c
REPORT := kernel-report.c process-stat.c json.c places.c
GOLDEN_VECTORS := $(wildcard ../../link/golden-vectors.txt)

test: $(TEST_OUT)/codec-test $(TEST_OUT)/agent-test $(TEST_OUT)/ports-test $(TEST_OUT)/output-test $(TEST_OUT)/archive-test $(TEST_OUT)/report-test $(TEST_OUT)/agent \
		$(TEST_OUT)/docker
	@# The protocol's description must be the same on both sides.
	sed -n '/^\/\*\*$$/,/^ \*\//p' protocol.h >$(TEST_OUT)/protocol.h.txt
	test ! -e ../../link/protocol.ts || sed -n '/^\/\*\*$$/,/^ \*\//p' ../../link/protocol.ts | cmp - $(TEST_OUT)/protocol.h.txt
	$(TEST_OUT)/codec-test $(GOLDEN_VECTORS)
	rm -rf $(TEST_OUT)/run && mkdir $(TEST_OUT)/run
	$(TEST_OUT)/agent-test $(TEST_OUT)/agent $(TEST_OUT)/docker $(TEST_OUT)/run
	$(TEST_OUT)/ports-test $(TEST_OUT)/agent $(TEST_OUT)/run
	$(TEST_OUT)/output-test $(TEST_OUT)/run
	rm -rf $(TEST_OUT)/trees && mkdir $(TEST_OUT)/trees
	$(TEST_OUT)/archive-test $(TEST_OUT)/trees
	rm -rf $(TEST_OUT)/groups && mkdir $(TEST_OUT)/groups
	$(TEST_OUT)/report-test $(TEST_OUT)/groups

$(TEST_OUT)/codec-test: test/codec-test.c signature.c $(SHARED) $(HEADERS) test/check.h
	@mkdir -p $(TEST_OUT)
	$(TEST_CC) $(TEST_CFLAGS) -o $@ test/codec-test.c signature.c $(SHARED)

$(TEST_OUT)/agent-test: test/agent-test.c test/client.c $(SHARED) $(HEADERS) test/check.h test/client.h
	@mkdir -p $(TEST_OUT)
	$(TEST_CC) $(TEST_CFLAGS) -o $@ test/agent-test.c test/client.c $(SHARED)

$(TEST_OUT)/ports-test: test/ports-test.c test/client.c $(SHARED) $(HEADERS) test/check.h test/client.h
	@mkdir -p $(TEST_OUT)
	$(TEST_CC) $(TEST_CFLAGS) -o $@ test/ports-test.c test/client.c $(SHARED)

$(TEST_OUT)/output-test: test/output-test.c placed-output.c tar-writer.c $(SHARED) $(HEADERS) test/check.h
	@mkdir -p $(TEST_OUT)
	$(TEST_CC) $(TEST_CFLAGS) -o $@ test/output-test.c placed-output.c tar-writer.c $(SHARED)

$(TEST_OUT)/archive-test: test/archive-test.c $(ARCHIVE) $(SHARED) $(HEADERS) test/check.h
	@mkdir -p $(TEST_OUT)
	$(TEST_CC) $(TEST_CFLAGS) -o $@ test/archive-test.c $(ARCHIVE) $(SHARED)

$(TEST_OUT)/report-test: test/report-test.c $(REPORT) $(SHARED) $(HEADERS) test/check.h
	@mkdir -p $(TEST_OUT)
	$(TEST_CC) $(TEST_CFLAGS) -o $@ test/report-test.c $(REPORT) $(SHARED)

$(TEST_OUT)/agent: $(AGENT) $(HEADERS)
	@mkdir -p $(TEST_OUT)
	$(TEST_CC) $(TEST_CFLAGS) -o $@ $(AGENT)

$(TEST_OUT)/docker: $(DOCKER) $(HEADERS)
	@mkdir -p $(TEST_OUT)
	$(TEST_CC) $(TEST_CFLAGS) -o $@ $(DOCKER)
