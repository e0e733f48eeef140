import Kernels

/// Which rows the elimination of I − A may exchange, and why.
///
/// On economies this saves nothing: dominant columns, kept contiguous, give partial pivoting no reason to exchange, and its
/// search is hidden in the elimination (n = 4,000 on two threads of an AVX-512 processor: 0.375 s either way, the best of
/// seven runs each). What is gained is the proof: no exchange is ever made where none is due, so that the factors keep the
/// signs of an M-matrix, also where the rows or the weighted columns dominate and partial pivoting would exchange.
struct PivotingChoice {
  let pivoting: Pivoting
  let reason: String

  init(_ coefficients: any CoefficientOperator, on engine: Engine) {
    guard engine.factorizesInSwift(order: coefficients.count) else {
      self.init(.partial, "the loaded library exchanges rows where it sees a larger pivot")
      return
    }
    if let certificate = ExchangeFreeCertificate(coefficients, on: engine) {
      self.init(.none, certificate.reason)
    } else {
      self.init(.partial, "nothing proves that elimination without row exchanges is safe")
    }
  }

  init(_ pivoting: Pivoting, _ reason: String) {
    self.pivoting = pivoting
    self.reason = reason
  }
}
