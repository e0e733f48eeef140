/// What an iteration has done.
struct IterationRecord: Sendable {
  var errors = ErrorMeasures()
  /// Passes of the panel that needed most, residuals included.
  var mostPasses = 0
  var usedGMRES = false
  /// How often A was read as it is stored for the inner iterations, and as the coefficients store it.
  private(set) var innerPasses = 0
  private(set) var residualPasses = 0
  /// Passes times columns, and those in single arithmetic.
  private var columnPasses = 0.0
  private var singleColumnPasses = 0.0

  mutating func add(_ state: PanelState, columns: Int, errors: ErrorMeasures) {
    mostPasses = max(mostPasses, state.passes + state.residualPasses)
    innerPasses += state.passes
    residualPasses += state.residualPasses
    columnPasses += Double(state.passes + state.residualPasses) * Double(columns)
    singleColumnPasses += Double(state.singlePasses) * Double(columns)
    usedGMRES = usedGMRES || state.method == .gmres
    self.errors.formMaximum(errors)
  }

  func flops(elementsPerPass: Double) -> Double { 2 * elementsPerPass * columnPasses }

  func singleFlops(elementsPerPass: Double) -> Double { 2 * elementsPerPass * singleColumnPasses }
}
