/// What an iteration has done.
struct IterationRecord: Sendable {
  var errors = ErrorMeasures()
  /// Passes of the panel that needed most, residuals included.
  var mostPasses = 0
  var usedGMRES = false
  /// Bytes of A that were read.
  var bytes = 0.0
  /// Passes times columns.
  private var columnPasses = 0.0

  mutating func add(passes: Int, columns: Int, bytes: Double, errors: ErrorMeasures) {
    mostPasses = max(mostPasses, passes)
    columnPasses += Double(passes) * Double(columns)
    self.bytes += bytes
    self.errors.formMaximum(errors)
  }

  func flops(elementsPerPass: Double) -> Double { 2 * elementsPerPass * columnPasses }
}
