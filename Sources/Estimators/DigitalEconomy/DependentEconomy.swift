/// The digitally dependent economy: the digital sectors together with those that digital services disrupt.
///
/// Reference: Gajbhiye and Arora (2022), who take ten sectors of the UN's expert group (2019) as wholly disrupted.
public struct DependentEconomy: Sendable, Equatable {
  /// By the study's method, with the disrupted sectors among the digital ones.
  public var terms: DigitalEconomy.Terms

  init?(_ model: ShareModel, _ method: Study.Method, _ shares: [Double]) {
    guard let terms = model.terms(method, shares) else { return nil }
    self.terms = terms
  }
}
