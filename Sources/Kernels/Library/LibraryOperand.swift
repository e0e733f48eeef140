import MatrixCore

/// A matrix as a BLAS takes it: column-major memory with a leading dimension, read as it is or transposed.
struct LibraryOperand {
  let leading: Int64
  let isTransposed: Bool

  var transposition: CChar { isTransposed ? .transposed : .plain }

  /// Nil when neither index runs along memory: a BLAS cannot take such a matrix.
  init?<Scalar>(_ matrix: StridedMatrix<Scalar>) {
    if let leading = matrix.columnMajorLeading {
      (self.leading, isTransposed) = (Int64(leading), false)
    } else if let leading = matrix.transposed.columnMajorLeading {
      (self.leading, isTransposed) = (Int64(leading), true)
    } else {
      return nil
    }
  }
}

extension StridedMatrix {
  /// The leading dimension when the memory is column-major without overlap. The stride of an index with a single value
  /// does not matter.
  var columnMajorLeading: Int? {
    guard rowStride == 1 || rows <= 1 else { return nil }
    if columns <= 1 { return max(1, rows) }
    return columnStride >= max(1, rows) ? columnStride : nil
  }
}

/// The letters of the BLAS.
extension CChar {
  static let plain = CChar(UInt8(ascii: "N"))
  static let transposed = CChar(UInt8(ascii: "T"))
  static let left = CChar(UInt8(ascii: "L"))
  static let right = CChar(UInt8(ascii: "R"))

  init(_ triangle: Triangle) { self.init(UInt8(ascii: triangle == .lower ? "L" : "U")) }

  init(_ diagonal: Diagonal) { self.init(UInt8(ascii: diagonal == .unit ? "U" : "N")) }
}
