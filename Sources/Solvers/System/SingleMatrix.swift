import MatrixCore

/// A in single precision, for the inner steps of methods that correct their answers in double precision.
///
/// Shapes: n × n, row-major. Half the bytes of A; elements beyond the range are infinities or zeros.
public final class SingleMatrix: Sendable {
  let values: Matrix<Float>

  init(_ values: consuming Matrix<Float>) { self.values = values }

  public var allocatedBytes: Int { values.allocatedBytes }

  /// Bytes of n sectors.
  static func bytes(sectors n: Int) -> Int { MemoryBudget.bytes(rows: n, columns: n) / 2 }
}
