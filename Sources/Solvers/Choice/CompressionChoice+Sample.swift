import MatrixCore

extension CompressionChoice {
  /// Rows of a sample.
  static let sampledRows = 64

  /// The share of elements that are not zero, in some of the rows; 1 without elements. Cost: those rows.
  ///
  /// Rows lie as the multiples of the golden section do: evenly, and at no distance that sectors of one kind have from region
  /// to region.
  public static func sampledDensity(of matrix: MatrixView<Double>) -> Double {
    guard matrix.rows > 0, matrix.columns > 0 else { return 1 }
    let section = 0.6180339887498949
    var found = 0
    for k in 0..<sampledRows {
      let place = Double(k) * section
      let row = min(Int((place - place.rounded(.down)) * Double(matrix.rows)), matrix.rows - 1)
      for j in 0..<matrix.columns where matrix[row, j] != 0 { found += 1 }
    }
    return Double(found) / Double(sampledRows * matrix.columns)
  }
}
