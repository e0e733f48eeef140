extension PythonContender {
  /// A productive A with column sums in 0.35 … 0.65 (no rows are exchanged), and whole flows in random groups. The inverse is
  /// checked by its residual on a random vector, the aggregate by exact whole numbers.
  static let kernels = #"""
    class Inverse:
        def __init__(self, n, seed, columns):
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
        def __init__(self, n, seed, columns):
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
    """#
}
