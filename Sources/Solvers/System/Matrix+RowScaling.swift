import MatrixCore

/// Which way rows are scaled.
enum RowScaling { case multiplied, divided }

extension Matrix<Double> {
  /// Multiplies or divides each row by its factor; one rounding either way.
  mutating func scaleRows(by factors: ArraySlice<Double>, _ scaling: RowScaling) {
    for j in 0..<columns {
      for (i, factor) in factors.enumerated() {
        self[i, j] = scaling == .multiplied ? self[i, j] * factor : self[i, j] / factor
      }
    }
  }
}
