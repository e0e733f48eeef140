/// How a refinement ended.
struct MixedOutcome {
  var errors: ErrorMeasures
  var steps = 0
  /// Why single precision did not do; nil when it did.
  var failure: String?

  init(errors: ErrorMeasures = ErrorMeasures()) { self.errors = errors }

  /// The worse of two.
  mutating func formMaximum(_ other: MixedOutcome) {
    errors.formMaximum(other.errors)
    steps = max(steps, other.steps)
    failure = failure ?? other.failure
  }
}
