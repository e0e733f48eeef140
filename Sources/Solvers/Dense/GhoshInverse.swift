import MatrixCore

/// The Ghosh inverse G = (I − x̂⁻¹Z)⁻¹ from the Leontief inverse, without a second factorization.
///
/// G = x̂⁻¹ L x̂ exactly for x > 0. A sector without output has an empty row and column in Z, so its row and column of G
/// are those of the identity.
/// Reference: Miller and Blair (2009), section 12.1.
public enum GhoshInverse {
  /// Overwrites L with G. Shapes: n × n, output n. Cost: one pass.
  public static func form(fromLeontief inverse: inout MutableMatrixView<Double>, output: [Double]) {
    precondition(inverse.rows == inverse.columns && inverse.rows == output.count, "shapes disagree")
    for j in 0..<inverse.columns {
      for i in 0..<inverse.rows where i != j {
        inverse[i, j] = output[i] == 0 ? 0 : inverse[i, j] * output[j] / output[i]
      }
    }
  }
}
