/// The sixteen terms of Wang, Wei and Zhu (2013), as decompr numbers them.
///
/// Letters as in `ExportDecomposition`. Together they are the exports, sector by sector and partner by partner.
public enum WangWeiZhuTerm: Int, Sendable, CaseIterable {
  case finalExports, intermediateAbsorbed, thirdDomesticFinal, thirdFinalExports, thirdIntermediate
  case returnedFinal, returnedFinalByThird, returnedIntermediate
  case doubleCountedFinal, doubleCountedIntermediate
  case importerFinal, importerIntermediate, importerDoubleCounted
  case thirdPartyFinal, thirdPartyIntermediate, thirdPartyDoubleCounted

  /// The literature's abbreviation.
  public var abbreviation: String {
    [
      "DVA_FIN", "DVA_INT", "DVA_INTrexI1", "DVA_INTrexF", "DVA_INTrexI2", "RDV_FIN", "RDV_FIN2", "RDV_INT", "DDC_FIN",
      "DDC_INT", "MVA_FIN", "MVA_INT", "MDC", "OVA_FIN", "OVA_INT", "ODC",
    ][rawValue]
  }

  /// The term of Koopman, Wang and Wei (2014) that holds it, 1 … 9.
  public var koopmanWangWei: Int { [1, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7, 8, 9, 7, 8, 9][rawValue] }
}

/// The ten terms of Borin and Mancini (2019), source-based, from the perimeter of the exporting country.
public enum BorinManciniTerm: Int, Sendable, CaseIterable {
  case davax1, davax2, rex1, rex2, rex3, ref1, ref2, fva, pdc1, pdc2

  public var abbreviation: String { "\(self)".uppercased() }
}

/// Terms of a flow of exports, by either decomposition.
/// Units: money.
public struct ExportTerms: Sendable, Equatable {
  public static let count = WangWeiZhuTerm.allCases.count + BorinManciniTerm.allCases.count + 2
  /// Sixteen, ten, and what the table's imbalance leaves open of each.
  var values = [Double](repeating: 0, count: ExportTerms.count)

  public subscript(_ term: WangWeiZhuTerm) -> Double { values[term.rawValue] }
  public subscript(_ term: BorinManciniTerm) -> Double { values[16 + term.rawValue] }

  /// What the sixteen, or the ten, miss because rows of the table do not balance.
  public var imbalanceWangWeiZhu: Double { values[26] }
  public var imbalanceBorinMancini: Double { values[27] }

  /// K1 … K9 of Koopman, Wang and Wei: meaningful for all exports of a country only.
  public var koopmanWangWei: [Double] {
    var terms = [Double](repeating: 0, count: 9)
    for term in WangWeiZhuTerm.allCases { terms[term.koopmanWangWei - 1] += self[term] }
    return terms
  }

  public var sumWangWeiZhu: Double { WangWeiZhuTerm.allCases.reduce(0) { $0 + self[$1] } }
  public var sumBorinMancini: Double { BorinManciniTerm.allCases.reduce(0) { $0 + self[$1] } }

  /// Domestic value added, counted once: DAVAX + REX + REF.
  public var domesticValueAdded: Double { valueAddedExports + reflected }
  /// VAX: domestic value added absorbed abroad.
  public var valueAddedExports: Double { self[.davax1] + self[.davax2] + self[.rex1] + self[.rex2] + self[.rex3] }
  /// REF: domestic value added that comes home.
  public var reflected: Double { self[.ref1] + self[.ref2] }
  public var foreignValueAdded: Double { self[.fva] }
  /// DDC and FDC.
  public var domesticDoubleCounted: Double { self[.pdc1] }
  public var foreignDoubleCounted: Double { self[.pdc2] }
  /// GVCB = FVA + FDC + DDC, GVCF = DVA − DAVAX, and both.
  public var backward: Double { self[.fva] + self[.pdc1] + self[.pdc2] }
  public var forward: Double { self[.rex1] + self[.rex2] + self[.rex3] + reflected }
  public var globalValueChains: Double { backward + forward }
}
