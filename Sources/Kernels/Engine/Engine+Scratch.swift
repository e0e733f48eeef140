import MatrixCore

// What the kernels take beside the matrices they are given: for those who plan memory.
extension Engine {
  /// Bytes of scratch memory that `factorize` takes of a matrix of this order, while it runs: two packed panels and the packed
  /// columns of all members. Less than a mebibyte counts as nothing. With less memory it works in narrower panels.
  ///
  /// What a loaded library allocates by itself is not counted.
  public func factorizationScratch<Scalar: MatrixScalar>(
    order: Int, of _: Scalar.Type, pivoting: Pivoting = .partial
  ) -> Int {
    Self.worthCounting(order) { table.kernels(Scalar.self).factorizationScratch($0, pivoting, team) }
  }

  /// The same for `invert`, without which there is an error.
  public func inversionScratch<Scalar: MatrixScalar>(order: Int, of _: Scalar.Type) -> Int {
    Self.worthCounting(order) { table.kernels(Scalar.self).inversionScratch($0, team) }
  }

  /// The same for `invert` without row exchanges. With less memory it works in narrower steps.
  public func scratchWithoutExchanges<Scalar: MatrixScalar>(order: Int, of _: Scalar.Type) -> Int {
    Self.worthCounting(order) { table.kernels(Scalar.self).scratchWithoutExchanges($0, team) }
  }

  /// The same for `directions` of k columns and blocks of at most so many lines, which needs all of it.
  public func directionScratch<Scalar: MatrixScalar>(
    order: Int, columns: Int, largestBlock: Int, of _: Scalar.Type
  ) -> Int {
    guard columns > 0 else { return 0 }
    return Self.worthCounting(order) { table.kernels(Scalar.self).directionScratch($0, columns, largestBlock, team) }
  }

  /// Bytes of scratch memory that a process keeps at most for its next calls.
  public static var mostKeptScratch: Int { PagePool.mostKept }

  /// No matrix has an order of more than 2³¹.
  private static func worthCounting(_ order: Int, _ bytes: (Int) -> Int) -> Int {
    guard order > 0 else { return 0 }
    guard order <= Int(Int32.max) else { return .max }
    let bytes = bytes(order)
    return bytes < PagePool.smallest ? 0 : bytes
  }
}
