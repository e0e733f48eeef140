import Estimators
import Foundation
import Kernels
import TableFormats
import TestSupport
import Testing

/// The three terms on real tables against figures that NumPy computed from the same files.
///
/// The figures are those of the lines below, with `k` the positions of the digital sectors; merging comes first:
/// ```
/// S = np.zeros((n - len(k) + 1, n)); S[0, k] = 1        # then one row of the identity for each other sector
/// Z, y, x, va = S @ Z @ S.T, S @ Y.sum(1), S @ x, S @ va
/// i = np.divide(1, x, out=np.zeros_like(x), where=x != 0); A, v = Z * i, va * i
/// column = np.linalg.solve(I - A, I[0]); row = np.linalg.solve((I - A).T, I[0])
/// backward, forward, both = (v @ column) * y[0], v[0] * (row @ y), v[0] * column[0] * y[0]
/// ```
/// They agree with `v[:, None] * np.linalg.inv(I - A) * y` to 4e-16.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct IndependentTermsTests {
  struct Case: Sendable, CustomStringConvertible {
    let table: String
    let codes: [String]
    /// Backward, forward, double-counted, total.
    let terms: [Double]

    var description: String { "\(table): \(codes.joined(separator: ", "))" }
  }

  /// One small digital sector each: a wrong row or column would not hide in a large sum.
  static let national = [
    Case(
      table: "oecd2018nat_MEX_2014", codes: ["D62T63"],
      terms: [2282.5526739806446, 1340.3405036817387, 1228.159075350057, 2394.7341023123263]),
    Case(
      table: "oecd2018nat_IND_2015", codes: ["D26"],
      terms: [8048.232772481819, 7673.924752484341, 4690.016006005611, 11032.141518960549]),
    Case(
      table: "oecd2018nat_ZAF_2014", codes: ["D26"],
      terms: [1124.9118943589233, 733.7715240843706, 577.2053799415746, 1281.4780385017193]),
    Case(
      table: "bea_2017_17sch_ixi", codes: ["334112"],
      terms: [3620.135116660936, 3719.2140608358845, 2672.277033157962, 4667.072144338859]),
  ]

  /// One sector of each of three regions, merged across borders. In the second table two of the regions are parts of China
  /// and Mexico, whose own rows are zero.
  static let multiRegional = [
    Case(
      table: "wiodlr_2000", codes: ["IND/I64", "USA/D30t33", "DEU/I64"],
      terms: [296154.7324953712, 310771.6126761033, 158323.77056626, 448602.5746052145]),
    Case(
      table: "exvatools_iciotest", codes: ["ESP/D10T39", "CN1/D10T39", "MX2/D41T98"],
      terms: [1855.2955927330004, 1968.2388443320003, 823.6488507866122, 2999.8855862783885]),
    Case(
      table: "exvatools_iciotest", codes: ["FRA/D41T98"],
      terms: [543.7254069520001, 641.1440222610003, 227.16849066690872, 957.7009385460916]),
  ]

  /// Condition numbers are below 6, so both computations are good to some 1e-14; observed: at most 2e-15.
  private let tolerance = 1e-11

  @Test(arguments: national + multiRegional) func agreeWithNumPy(_ test: Case) throws {
    let table = try ReaderRegistry.standard.read(SharedTables.table(test.table)).takeTable()
    let codes = test.codes.map { "'\($0)'" }.joined(separator: ", ")
    let study = try StudyFile(text: "digital: {all: [\(codes)]}", path: "study.yaml")
    for engine in TestEngines.all {
      let result = try DigitalEconomyEstimator(EstimationSettings(engine: engine.engine)).estimate(table, study: study)
      let found = [result.terms.backward, result.terms.forward, result.terms.doubleCounted, result.terms.total]
      for (value, expected) in zip(found, test.terms) {
        #expect(relativeDifference(value, expected) < tolerance, "\(engine): \(found)")
      }
      // Merging one sector changes nothing: the block form must say the same.
      if test.codes.count == 1 {
        #expect(relativeDifference(result.alternative.total, test.terms[3]) < tolerance, "\(engine)")
      }
    }
  }
}
