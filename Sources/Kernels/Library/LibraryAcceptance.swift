import MatrixCore

/// The examination of a library before its first use: every operation it would take over, against the Swift kernels. The
/// sizes cross the tiles and the thresholds at which libraries go parallel; wrong integers show as nonsense in all of them.
struct LibraryAcceptance<Scalar: MatrixScalar> {
  let library: ScalarKernels<Scalar>
  let reference: ScalarKernels<Scalar>
  let team: Team

  private static var prefix: String { Scalar.self == Double.self ? "d" : "s" }

  /// What is wrong with the library, or nil.
  func failure() -> String? {
    for (m, n, k) in [(1, 1, 1), (5, 7, 3), (33, 18, 65), (70, 66, 129)] {
      for layout in 0..<4 where !multiplies(m, n, k, layout) { return Self.prefix + "gemm gives wrong numbers" }
      for transposed in [false, true] where !multipliesVector(m, k, transposed) {
        return Self.prefix + "gemv gives wrong numbers"
      }
    }
    for n in [1, 6, 65, 130] {
      for triangle in [Triangle.lower, .upper] where !solves(n, triangle) {
        return Self.prefix + "trsm gives wrong numbers"
      }
      if let failed = failedFactorization(n) { return Self.prefix + failed + " gives wrong numbers" }
    }
    return nil
  }

  private func multiplies(_ m: Int, _ n: Int, _ k: Int, _ layout: Int) -> Bool {
    let a = AcceptanceMatrix<Scalar>(m, k, seed: 1, isRowMajor: layout & 1 != 0)
    let b = AcceptanceMatrix<Scalar>(k, n, seed: 2, isRowMajor: layout & 2 != 0)
    let (c, expected) = (AcceptanceMatrix<Scalar>(m, n, seed: 3), AcceptanceMatrix<Scalar>(m, n, seed: 3))
    library.multiply(-0.5, a.matrix.reading, b.matrix.reading, 2, c.matrix, team)
    reference.multiply(-0.5, a.matrix.reading, b.matrix.reading, 2, expected.matrix, team)
    return c.isNear(expected, terms: k)
  }

  private func multipliesVector(_ m: Int, _ k: Int, _ isRowMajor: Bool) -> Bool {
    let a = AcceptanceMatrix<Scalar>(m, k, seed: 4, isRowMajor: isRowMajor)
    let x = AcceptanceMatrix<Scalar>(k, 1, seed: 5)
    let (y, expected) = (AcceptanceMatrix<Scalar>(m, 1, seed: 6), AcceptanceMatrix<Scalar>(m, 1, seed: 6))
    library.multiplyVector(1.5, a.matrix.reading, x.matrix.reading, -1, y.matrix, team)
    reference.multiplyVector(1.5, a.matrix.reading, x.matrix.reading, -1, expected.matrix, team)
    return y.isNear(expected, terms: k)
  }

  private func solves(_ n: Int, _ triangle: Triangle) -> Bool {
    let t = AcceptanceMatrix<Scalar>(n, n, seed: 7, dominance: Scalar(n))
    let (b, expected) = (AcceptanceMatrix<Scalar>(n, 9, seed: 8), AcceptanceMatrix<Scalar>(n, 9, seed: 8))
    library.solveTriangular(triangle, .stored, t.matrix.reading, b.matrix, team)
    reference.solveTriangular(triangle, .stored, t.matrix.reading, expected.matrix, team)
    return b.isNear(expected, terms: n)
  }

  /// The dominant entry of each column leaves one choice of pivot, so that factors can be compared entry by entry.
  private func failedFactorization(_ n: Int) -> String? {
    let (a, expected) = (AcceptanceMatrix<Scalar>(n, n, seed: 9), AcceptanceMatrix<Scalar>(n, n, seed: 9))
    // A dominant diagonal in the wrong rows makes exchanges necessary.
    for i in 0..<n {
      a.matrix[i, n - 1 - i] += Scalar(n)
      expected.matrix[i, n - 1 - i] += Scalar(n)
    }
    let size = Scalar(2 * n)
    let (pivots, reference) = (AcceptancePivots(n), AcceptancePivots(n))
    guard library.factorize(a.matrix, pivots.base, team) == nil, pivots.areExchanges,
      self.reference.factorize(expected.matrix, reference.base, team) == nil,
      pivots == reference, a.isNear(expected, terms: n, size: size)
    else { return "getrf" }
    guard library.invert(a.matrix, pivots.base, team), self.reference.invert(expected.matrix, reference.base, team),
      a.isNear(expected, terms: n)
    else { return "getri" }
    return nil
  }
}
