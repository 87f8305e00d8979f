# Sets what no snapshot may trip over, and then runs what it was given.
GOFLAGS=$(printf 'quote " backslash \\ end\\')
GOPRIVATE=$(printf 'first\nGOPROXY=https://evil.example\n=GOSUMDB\t=off\nThosts\n|10.0.0.1 evil\n}]')
GONOSUMDB='$(touch pwned) `touch pwned` ; touch pwned'
GOINSECURE=$(printf 'bell \007 escape \033[31m delete \177 tab \t return \r end')
GOVCS=$(printf 'bytes \377\376\300\200 cut \344\270 whole \344\270\255\346\226\207')
GOBIN='-n'
GOPROXY='off'
GOSUMDB='off'
export GOFLAGS GOPRIVATE GONOSUMDB GOINSECURE GOVCS GOBIN GOPROXY GOSUMDB
printf 'module "quo\\ted"\n\n// $(touch pwned) \001 \377 `touch pwned`\n=GOPROXY\t=evil\nThosts\r\n' >go.mod
printf 'first "line"\\\n\000\033[1mbold\033[0m \377\355\240\200 $(touch pwned)\n|\nTos\n!dns\tx\ty\tz\n\tcut \344\270' | "$@"
