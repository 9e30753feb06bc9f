package sheet

import (
	"slices"
	"strings"

	"vaoso/domain/viet"
)

// countries are the codes of ISO 3166-1, alpha-2.
const countries = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
	"CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
	"GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
	"KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ " +
	"NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
	"SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
	"UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"

// marketNames are the markets as the office writes them, folded.
var marketNames = map[string]string{
	"nhat-ban": "JP", "nhat": "JP", "dai-loan": "TW", "han-quoc": "KR", "duc": "DE", "ru-ma-ni": "RO", "rumani": "RO", "romania": "RO",
	"ma-lai-xi-a": "MY", "malaysia": "MY", "a-rap-xe-ut": "SA", "a-rap-xau-di": "SA", "uae": "AE", "cac-tieu-vuong-quoc-a-rap-thong-nhat": "AE",
	"xinh-ga-po": "SG", "singapore": "SG", "ma-cao": "MO", "hong-kong": "HK", "ba-lan": "PL", "hung-ga-ri": "HU", "hungary": "HU",
	"uc": "AU", "o-xtray-li-a": "AU", "thai-lan": "TH", "lao": "LA", "nga": "RU", "an-gie-ri": "DZ", "ca-ta": "QA", "qatar": "QA",
	"co-oet": "KW", "kuwait": "KW", "sec": "CZ", "cong-hoa-sec": "CZ", "ix-ra-en": "IL", "israel": "IL", "niu-di-lan": "NZ", "new-zealand": "NZ",
	"ca-na-da": "CA", "canada": "CA", "my": "US", "hoa-ky": "US", "anh": "GB", "trung-quoc": "CN", "bru-nay": "BN", "brunei": "BN", "xlo-va-ki-a": "SK", "slovakia": "SK",
}

var wrongMarket = &flaw{
	rule: Text{"không phải mã nước ISO 3166-1 hay tên thị trường quen dùng", "it is neither an ISO 3166-1 code nor a market's usual name"},
	fix:  Text{"ghi mã hai chữ, ví dụ JP, TW, KR, hoặc Nhật Bản, Đài Loan, Hàn Quốc", "write a code of two letters such as JP, TW, KR"},
}

// market takes a country's code or its Vietnamese name. Codes go first: "MY" is
// Malaysia, and "Mỹ", which has its tone, the United States.
func market(cell string, _ Values) (string, *flaw) {
	if code := strings.ToUpper(cell); len(code) == 2 && slices.Contains(strings.Fields(countries), code) {
		return code, nil
	}
	if code, ok := marketNames[viet.Slug(cell)]; ok {
		return code, nil
	}
	return "", wrongMarket
}

// marketList takes several, with ; between, and sorts them.
func marketList(cell string, row Values) (string, *flaw) {
	var codes []string
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		code, wrong := market(part, row)
		if wrong != nil {
			return "", wrong
		}
		codes = append(codes, code)
	}
	if len(codes) == 0 {
		return "", wrongMarket
	}
	slices.Sort(codes)
	return strings.Join(slices.Compact(codes), ";"), nil
}
