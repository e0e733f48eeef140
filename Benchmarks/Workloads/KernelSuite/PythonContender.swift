/// NumPy and SciPy as contenders: a script that speaks the contest's protocol.
///
/// Problems are alike, not equal, to those of the Swift tasks: a productive A with column sums in 0.35 … 0.65 (no rows are
/// exchanged in either), and whole flows in random groups. Every answer is checked: the inverse by its residual on a random
/// vector, the aggregate by exact whole numbers.
enum PythonContender {
  static let script = #"""
    import json, os, queue, sys, threading, time
    import numpy
    module = sys.argv[1]
    if module == "scipy":
        import scipy
        import scipy.sparse

    lines = queue.Queue()

    def listen():
        for line in sys.stdin:
            lines.put(line)
        os._exit(0)

    def describe():
        config = None
        try:
            config = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"].get("openblas configuration")
        except Exception:
            pass
        version = "NumPy " + numpy.__version__
        if module == "scipy":
            version = "SciPy " + scipy.__version__ + ", " + version
        return {"engine": {
            "name": module, "version": version, "path": sys.executable, "config": config, "core_type_detected": None,
            "core_type_forced_by": None,
            "instruction_set": None, "instruction_set_forced_by": None, "selection": None, "int_bits": None, "threading": "python " + sys.version.split()[0],
            "threads_used": int(os.environ.get("OPENBLAS_NUM_THREADS", "0")), "notes": []}}

    class Inverse:
        def __init__(self, n, seed):
            generator = numpy.random.default_rng(seed)
            a = generator.random((n, n))
            a *= generator.uniform(0.35, 0.65, n) / a.sum(axis=0)
            numpy.negative(a, out=a)
            a[numpy.arange(n), numpy.arange(n)] += 1
            self.matrix = a
            self.p = generator.integers(-1024, 1024, n).astype(float)

        def run(self):
            self.answer = None
            start = time.perf_counter()
            self.answer = numpy.linalg.inv(self.matrix)
            return time.perf_counter() - start

        def check(self):
            def norm(m):
                return abs(m).sum(axis=1).max()
            residual = abs(self.matrix @ (self.answer @ self.p) - self.p).max()
            scale = numpy.finfo(float).eps * len(self.p) * norm(self.matrix) * norm(self.answer) * abs(self.p).max()
            return [("scaled_identity_residual", residual / scale, 16)]

    class Aggregate:
        def __init__(self, n, seed):
            generator = numpy.random.default_rng(seed)
            groups = max(1, n // 4)
            self.flows = generator.integers(0, 1 << 20, (n, n)).astype(float)
            group = generator.permutation(n) % groups
            self.q = scipy.sparse.csr_matrix((numpy.ones(n), (group, numpy.arange(n))), shape=(groups, n))
            self.r = generator.integers(-8, 9, groups).astype(float)

        def run(self):
            self.answer = None
            start = time.perf_counter()
            self.answer = self.q @ self.flows @ self.q.T
            return time.perf_counter() - start

        def check(self):
            # All sums are whole and far below 2**53.
            wrong = self.answer @ self.r != self.q @ (self.flows @ (self.q.T @ self.r))
            return [("wrong_rows", float(wrong.sum()), 0)]

    kinds = {("numpy", "inverse"): Inverse, ("scipy", "aggregate"): Aggregate}
    problems = {}

    def run(request):
        problem = problems[request["id"]]
        total, runs = 0.0, 0
        while runs == 0 or total < request.get("least_seconds", 0):
            total += problem.run()
            runs += 1
        checks = [{"name": name, "value": float(value), "threshold": limit, "pass": bool(value <= limit)}
                  for name, value, limit in problem.check()]
        return {"seconds": total / runs, "runs": runs, "checks": checks}

    def answer(request):
        command = request["command"]
        if command == "describe":
            return describe()
        if command == "prepare":
            problem = request["problem"]
            kind = kinds.get((module, problem["kernel"]))
            if kind is None:
                return {"skipped": module + " does not run " + problem["kernel"]}
            problems[request["id"]] = kind(problem["n"], problem["seed"])
            return {}
        if command == "run":
            return run(request)
        problems.pop(request["id"], None)
        return {}

    threading.Thread(target=listen, daemon=True).start()
    while True:
        line = lines.get()
        try:
            reply = answer(json.loads(line))
        except MemoryError as error:
            reply = {"skipped": "memory: " + str(error)}
        except Exception as error:
            reply = {"invalid": type(error).__name__ + ": " + str(error)}
        try:
            text = json.dumps(reply, allow_nan=False)
        except ValueError:
            text = json.dumps({"invalid": "the answer is not finite"})
        print(text, flush=True)
    """#
}
