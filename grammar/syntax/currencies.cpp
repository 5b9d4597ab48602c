#include "grammar/syntax/currencies.hpp"

#include <algorithm>
#include <vector>

#include "grammar/diagnostic/suggest.hpp"

namespace izin {
namespace {

// In order, four characters each.
constexpr std::string_view codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP "
    "LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN "
    "PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS "
    "TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD "
    "XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG ZWL ";
constexpr std::size_t stride = 4;

}  // namespace

bool is_currency(std::string_view code) {
  if (code.size() != stride - 1) return false;
  std::size_t low = 0, high = codes.size() / stride;
  while (low < high) {
    auto const middle = low + (high - low) / 2;
    auto const entry = codes.substr(middle * stride, stride - 1);
    if (entry == code) return true;
    (entry < code ? low : high) = entry < code ? middle + 1 : middle;
  }
  return false;
}

std::optional<std::string> nearest_currency(std::string_view code) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < codes.size(); at += stride) all.emplace_back(codes.substr(at, stride - 1));
  return nearest(code, all);
}

}  // namespace izin
