package web

import "net/url"

// address is another page asked for what this one was asked for: names and
// values in turn, of which those without a value are left out. Whoever looks at
// the end of June stays there from form to form.
func address(path string, pairs ...string) string {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			query.Set(pairs[i], pairs[i+1])
		}
	}
	to := url.URL{Path: path, RawQuery: query.Encode()}
	return to.String()
}
